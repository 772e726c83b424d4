import { type BodyData, decodeBody } from "../body/format";

const fetched = new Map<string, Promise<BodyData>>();

/** Where the body is: the element's own attribute, or the page's. */
export function bodyAddress(own: string): string {
  return (
    own ||
    document.querySelector<HTMLMetaElement>("meta[name=body-address]")?.content ||
    "/api/body.bin"
  );
}

/** The body, fetched once for all islands of the page. */
export function fetchBody(address: string): Promise<BodyData> {
  const known = fetched.get(address);
  if (known) return known;
  const asked = fetch(address).then(async (response) => {
    if (!response.ok) throw new Error(`The body did not arrive (${response.status}).`);
    return decodeBody(await response.arrayBuffer());
  });
  fetched.set(address, asked);
  asked.catch(() => fetched.delete(address));
  return asked;
}
