/** A picture of the canvas with its marks drawn in, for paper, where the live canvas is blank. */
export function onPaper(canvas: HTMLCanvasElement, host: HTMLElement): string {
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / Math.max(box.width, 1);
  const sheet = document.createElement("canvas");
  sheet.width = canvas.width;
  sheet.height = canvas.height;
  const pen = sheet.getContext("2d");
  if (!pen) return "";
  pen.drawImage(canvas, 0, 0);
  pen.scale(ratio, ratio);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = "600 12px system-ui, sans-serif";
  for (const mark of host.querySelectorAll<HTMLElement>(".marker:not([hidden]) b")) {
    const place = mark.getBoundingClientRect();
    const x = place.left - box.left + place.width / 2;
    const y = place.top - box.top + place.height / 2;
    pen.fillStyle = "#ffffff";
    pen.strokeStyle = "#1d2326";
    pen.beginPath();
    pen.roundRect(x - place.width / 2, y - place.height / 2, place.width, place.height, 9);
    pen.fill();
    pen.stroke();
    pen.fillStyle = "#1d2326";
    pen.fillText(mark.textContent, x, y);
  }
  return sheet.toDataURL("image/png");
}
