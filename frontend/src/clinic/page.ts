/** What every clinic page does: keys, dialogs, the offline banner, the first error. */

const HELP = [
  ["/ or Ctrl K", "Search"],
  ["?", "This help"],
  ["Ctrl Shift L", "Lock the screen"],
  ["Esc", "Close a dialog"],
] as const;

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** The act a key stands for, or nothing. */
export function actOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  typing: boolean,
): "search" | "help" | "lock" | undefined {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (event.altKey) return undefined;
  if (control && event.shiftKey && key === "l") return "lock";
  if (control && !event.shiftKey && key === "k") return "search";
  if (control || typing) return undefined;
  if (key === "/") return "search";
  return key === "?" ? "help" : undefined;
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-find]");
  field?.focus();
  field?.select();
  return field !== null;
}

function help(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#help") ?? makeHelp();
  if (!dialog.open) dialog.showModal();
}

function makeHelp(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.id = "help";
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "help-title");
  const rows = HELP.map(([key, what]) => `<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`);
  dialog.innerHTML = `<header class="dialog-head"><h2 id="help-title">Keys</h2></header>
    <div class="dialog-body"><dl class="facts facts-wide">${rows.join("")}</dl></div>
    <footer class="dialog-foot"><button type="button" class="button" data-close>Close</button></footer>`;
  return document.body.appendChild(dialog);
}

function onKey(event: KeyboardEvent): void {
  const act = actOf(event, isTyping(event.target));
  if (!act) return;
  if (act === "search" && !search()) return;
  if (act === "help") help();
  if (act === "lock") document.dispatchEvent(new CustomEvent("lock-now"));
  event.preventDefault();
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const opener = event.target.closest<HTMLElement>("[data-dialog]");
  const dialog = document.getElementById(opener?.dataset.dialog ?? "");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
}

function showConnection(): void {
  document.querySelectorAll<HTMLElement>("[data-offline]").forEach((each) => {
    each.hidden = navigator.onLine;
  });
}

export function startPage(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  addEventListener("online", showConnection);
  addEventListener("offline", showConnection);
  showConnection();
  document.querySelector<HTMLElement>(".error-summary")?.focus();
}
