/** Words by their English; `{name}` in both stands for a part that is put in. */
export type Words = Readonly<Record<string, string>>;

let known: Words = {};

/** Takes the words of the page's language; what they leave out stays English. */
export function speak(words: Words): void {
  known = words;
}

/** English words in the language of the page, with their parts put in. */
export function say(
  english: string,
  parts: Readonly<Record<string, string | number>> = {},
): string {
  const words = known[english] ?? english;
  return words.replace(/\{(\w+)\}/g, (gap, name: string) => String(parts[name] ?? gap));
}
