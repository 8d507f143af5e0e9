// A screen that nobody touches must not fall asleep.

/** Keeps the screen on until the returned function is called; where the browser refuses, it does not. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let done = false;
  // The browser lets go whenever the page is hidden: ask again when it is back.
  const hold = () => {
    if (document.visibilityState !== 'visible') return;
    navigator.wakeLock?.request('screen').then(
      (held) => {
        if (done) void held.release();
        else lock = held;
      },
      () => undefined,
    );
  };
  hold();
  document.addEventListener('visibilitychange', hold);
  return () => {
    done = true;
    document.removeEventListener('visibilitychange', hold);
    void lock?.release();
  };
}
