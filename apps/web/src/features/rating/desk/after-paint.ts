/** Calls back once what was just changed is on the screen; in a hidden tab, which never paints, soon. */
export function afterPaint(callback: () => void): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    clearTimeout(late);
    callback();
  };
  // No frame comes in a tab that is hidden or covered.
  const late = setTimeout(once, 250);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = once;
    port2.postMessage(null);
  });
}
