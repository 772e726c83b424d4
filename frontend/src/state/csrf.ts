/** The token the server wants with every change; its cookie cannot be read by scripts. */
export function csrfToken(from: HTMLElement): string {
  const own = from.getAttribute("csrf-token");
  const field = from.closest("form")?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  const page = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]");
  return own ?? field?.value ?? page?.content ?? "";
}
