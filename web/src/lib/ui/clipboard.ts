/**
 * Copies a text; false when the browser refuses. On a venue's plain-http network the modern interface
 * does not exist, so the old one stands in.
 */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  const back = document.activeElement;
  // Inside an open dialog everything outside is inert and could not be selected.
  (back?.closest('dialog') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (back instanceof HTMLElement) back.focus();
  return done;
}
