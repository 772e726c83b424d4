/** JSON an island is given: an address (`src`), a script element (`data-from`), or nothing. */
export async function givenData<T>(host: HTMLElement): Promise<T | undefined> {
  const source = host.getAttribute("src");
  if (source) {
    const response = await fetch(source, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`The data did not arrive (${response.status}).`);
    return (await response.json()) as T;
  }
  const from = host.dataset.from;
  const text = from ? document.getElementById(from)?.textContent : undefined;
  return text ? (JSON.parse(text) as T) : undefined;
}

/** A list or object written into an attribute. */
export function parsed<T>(text: string | null, otherwise: T): T {
  if (!text) return otherwise;
  try {
    return JSON.parse(text) as T;
  } catch {
    return otherwise;
  }
}
