const FAR = 6;
const LONG_MS = 500;

/** Calls back when a pointer is pressed and lifted in one place, without turning anything. */
export function onTap(element: HTMLElement, tapped: (x: number, y: number) => void): void {
  let start: { x: number; y: number; time: number } | undefined;
  element.addEventListener("pointerdown", (event) => {
    const main = event.isPrimary && event.button === 0;
    start = main ? { x: event.clientX, y: event.clientY, time: event.timeStamp } : undefined;
  });
  element.addEventListener("pointerup", (event) => {
    if (!start || !event.isPrimary) return;
    const moved = Math.hypot(event.clientX - start.x, event.clientY - start.y);
    if (moved < FAR && event.timeStamp - start.time < LONG_MS) {
      const box = element.getBoundingClientRect();
      tapped(event.clientX - box.left, event.clientY - box.top);
    }
    start = undefined;
  });
}
