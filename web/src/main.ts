import { mount } from 'svelte';
import App from './App.svelte';
import { takeHostSecret } from './lib/host';
import { startLocale } from './lib/i18n';
import { startOffline } from './lib/offline';
import { navigate, startRouter } from './lib/router.svelte';
import { takeShared } from './lib/shared';
import { startTheme } from './lib/ui/theme.svelte';
import './lib/ui/tokens.css';
import './lib/ui/base.css';
import './lib/ui/field.css';
import './lib/ui/pick.css';

startTheme();
if (takeHostSecret()) navigate('/create', { replace: true });
takeShared();
startRouter();
// The language comes first so that nobody sees the page change its words and its direction.
await startLocale();

const target = document.getElementById('app');
if (target) mount(App, { target });
startOffline();
