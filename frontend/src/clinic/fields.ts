import { say } from "../state/speech";

export type FieldValue = string | boolean | string[];
export type FieldValues = Record<string, FieldValue>;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NEVER = new Set(["csrfmiddlewaretoken"]);
const NEVER_TYPES = new Set(["file", "password", "submit", "button", "image", "reset"]);

function fieldsIn(host: HTMLElement): Field[] {
  const all = host.querySelectorAll<Field>("input[name], textarea[name], select[name]");
  return [...all].filter(
    (field) =>
      !NEVER.has(field.name) &&
      !NEVER_TYPES.has(field.type) &&
      !field.hasAttribute("data-autosave-revision"),
  );
}

/** Values of all named fields; several boxes of one name give a list. */
export function readFields(host: HTMLElement): FieldValues {
  const values: FieldValues = {};
  const fields = fieldsIn(host);
  for (const field of fields) {
    const alike = fields.filter(({ name }) => name === field.name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") {
      values[field.name] =
        alike.length === 1 ? field.checked : checked(alike).map(({ value }) => value);
    } else if (field instanceof HTMLInputElement && field.type === "radio") {
      values[field.name] = checked(alike)[0]?.value ?? "";
    } else if (field instanceof HTMLSelectElement && field.multiple) {
      values[field.name] = [...field.selectedOptions].map(({ value }) => value);
    } else values[field.name] = field.value;
  }
  return values;
}

/** Puts values back; fields that are not named stay as they are. */
export function writeFields(host: HTMLElement, values: FieldValues): void {
  for (const field of fieldsIn(host)) {
    const value = values[field.name];
    if (value === undefined) continue;
    const isIn = (one: string) => (Array.isArray(value) ? value.includes(one) : value === one);
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) {
      field.checked = typeof value === "boolean" ? value : isIn(field.value);
    } else if (field instanceof HTMLSelectElement && field.multiple) {
      for (const option of field.options) option.selected = isIn(option.value);
    } else field.value = String(value);
  }
}

function checked(fields: readonly Field[]): HTMLInputElement[] {
  return fields.filter((field): field is HTMLInputElement => "checked" in field && field.checked);
}

/** Names of the fields in which two versions differ. */
export function differing(mine: FieldValues, theirs: FieldValues): string[] {
  const names = Object.keys({ ...mine, ...theirs });
  return names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]));
}

/** A value as a reader sees it. */
export function shown(value: FieldValue | undefined): string {
  if (value === undefined || value === "") return say("(empty)");
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  return Array.isArray(value) ? value.join(", ") || say("(none)") : value;
}
