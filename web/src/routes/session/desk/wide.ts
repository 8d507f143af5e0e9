// Whether the queue and the tabs stand beside each other, or one below a tab.

import { MediaQuery } from 'svelte/reactivity';

export const wide = new MediaQuery('min-width: 64rem');
