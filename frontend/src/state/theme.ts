export type Theme = "day" | "dim";

const YEAR_S = 31_536_000;

/** The theme the page has. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "dim" ? "dim" : "day";
}

/** Changes the page's theme and keeps it for the next page: the cookie holds this word and no more. */
export function keepTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.cookie = `palpate_theme=${theme}; path=/; max-age=${YEAR_S}; samesite=strict`;
}
