export * from './i18n.svelte';
export * as format from './format';
