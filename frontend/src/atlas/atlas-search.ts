interface Result {
  name: string;
  label: string;
  address: string;
  by: string;
}

const WAIT_MS = 90;

/** Adds results as you type to the search form inside it; without it the form still works. */
export class AtlasSearch extends HTMLElement {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("p");
  private results: Result[] = [];
  private current = -1;
  private timer = 0;
  private asked = "";
  private input!: HTMLInputElement;

  connectedCallback(): void {
    const input = this.querySelector("input");
    const form = this.querySelector("form");
    if (!input || !form || this.list.isConnected) return;
    this.input = input;
    this.list.id = `${input.id}-results`;
    this.list.className = "search-results";
    this.list.role = "listbox";
    this.list.ariaLabel = "Entries of the atlas";
    this.list.hidden = true;
    this.status.className = "sr-only";
    this.status.role = "status";
    form.append(this.list, this.status);
    input.role = "combobox";
    input.ariaAutoComplete = "list";
    input.setAttribute("aria-controls", this.list.id);
    input.ariaExpanded = "false";
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("focus", () => this.open(this.results.length > 0));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.open(false);
    });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), WAIT_MS);
  }

  private async ask(): Promise<void> {
    const query = this.input.value.trim();
    this.asked = query;
    if (!query) return this.show([]);
    const address = `${this.getAttribute("address") ?? ""}?q=${encodeURIComponent(query)}`;
    const answer = await fetch(address).catch(() => undefined);
    if (!answer?.ok || this.asked !== query) return;
    const { results } = (await answer.json()) as { results: Result[] };
    if (this.asked === query) this.show(results);
  }

  private show(results: Result[]): void {
    this.results = results;
    this.current = -1;
    this.list.replaceChildren(...results.map((result, index) => this.option(result, index)));
    this.open(results.length > 0);
    this.status.textContent = this.asked ? `${results.length} entries found` : "";
  }

  private option({ name, label, address, by }: Result, index: number): HTMLElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.role = "option";
    option.ariaSelected = "false";
    const link = document.createElement("a");
    link.href = address;
    link.tabIndex = -1;
    const title = document.createElement("b");
    title.textContent = name;
    const note = document.createElement("span");
    note.className = "quiet";
    note.textContent = by ? `${label}, “${by}”` : label;
    link.append(title, " ", note);
    option.append(link);
    return option;
  }

  private open(open: boolean): void {
    this.list.hidden = !open;
    this.input.ariaExpanded = String(open);
    if (!open) this.mark(-1);
  }

  private mark(index: number): void {
    this.current = index;
    for (const [number, option] of [...this.list.children].entries()) {
      option.ariaSelected = String(number === index);
    }
    if (index >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private onKey(event: KeyboardEvent): void {
    const { length } = this.results;
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault(); // otherwise the browser empties the field
      this.open(false);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && length) {
      event.preventDefault();
      this.open(true);
      this.mark((this.current + step + length + (this.current < 0 && step < 0 ? 1 : 0)) % length);
    }
    const chosen = this.results[this.current];
    if (event.key === "Enter" && chosen && !this.list.hidden) {
      event.preventDefault();
      location.assign(chosen.address);
    }
  }
}

customElements.define("atlas-search", AtlasSearch);
