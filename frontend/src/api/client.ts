import type { Answer, CaseFile, FieldError, SourceDetail, Vocabulary } from "./types";

/** A request the server refused, with what it found wrong. */
export class RefusedError extends Error {
  constructor(readonly errors: FieldError[]) {
    super(errors.map((error) => `${error.field}: ${error.message} ${error.remedy}`).join(" "));
    this.name = "RefusedError";
  }
}

const UNREACHABLE: FieldError = {
  field: "connection",
  message: "Palpate's server does not answer.",
  remedy: "Check that `palpate serve` is still running; the drawing is kept in this page.",
};

async function request(address: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new RefusedError([UNREACHABLE]);
  });
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as { errors?: FieldError[] };
  throw new RefusedError(body.errors ?? [UNREACHABLE]);
}

/** Talks to the server that sent the page. */
export class ApiClient {
  private readonly details = new Map<string, Promise<SourceDetail>>();

  constructor(private readonly csrfToken: string) {}

  async body(address: string): Promise<ArrayBuffer> {
    return (await request(address)).arrayBuffer();
  }

  async vocabulary(): Promise<Vocabulary> {
    return (await request("/api/vocabulary")).json() as Promise<Vocabulary>;
  }

  /** What is stored at an address of the record. */
  async stored(address: string): Promise<unknown> {
    return (await request(address)).json();
  }

  async reason(caseFile: CaseFile, signal?: AbortSignal): Promise<Answer> {
    const response = await request("/api/reason", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrfToken },
      body: JSON.stringify(caseFile),
      signal: signal ?? null,
    });
    return response.json() as Promise<Answer>;
  }

  /** A source never changes while the server runs, so each is fetched once. */
  source(id: string): Promise<SourceDetail> {
    const known = this.details.get(id);
    if (known) return known;
    const fetched = request(`/api/sources/${encodeURIComponent(id)}`).then(
      (response) => response.json() as Promise<SourceDetail>,
    );
    this.details.set(id, fetched);
    fetched.catch(() => this.details.delete(id));
    return fetched;
  }
}
