// Tests speak English without a network.

import { provideTexts } from './lib/i18n';
import en from './lib/i18n/locales/en.json';

provideTexts('en', en);
