// The only file of a call that a page may import as it stands: all the rest comes when a room needs it.

export const loadCall = async () => (await import('./CallPanel.svelte')).default;
