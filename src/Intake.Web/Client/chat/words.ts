/** The page's words for the script, written by the server into `#chat-words`; `{name}` is filled in here. */
export function word(name: string, values: Record<string, string | number> = {}): string {
  const text = words.get(name) ?? name;
  return text.replace(/\{([a-z]+)\}/g, (whole, key: string) => key in values ? numeral(values[key]!) : whole);
}

const page = document.documentElement.lang || 'zh-CN';
const zone = document.querySelector<HTMLElement>('#chat')?.dataset.zone;
const words = new Map([...document.querySelector<HTMLTemplateElement>('#chat-words')?.content.querySelectorAll<HTMLElement>('[data-word]') ?? []]
  .map(place => [place.dataset.word ?? '', place.textContent ?? '']));

const time = new Intl.DateTimeFormat(page, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(page, { timeZone: zone, year: 'numeric', month: 'long', day: 'numeric' });
const count = new Intl.NumberFormat(page);

/** Time of the authority's clock. */
export const timeOf = (at: Date): string => time.format(at);

/** The day, by the authority's clock: today and yesterday by their names. */
export function dayOf(at: Date): string {
  const written = day.format(at);
  if (written === day.format(new Date())) return word('today');
  if (written === day.format(new Date(Date.now() - 86_400_000))) return word('yesterday');
  return written;
}

/** The language that a text is in, for those who hear it: undefined when it is the page's. */
export function languageOf(text: string): string | undefined {
  const isChinese = /\p{Script=Han}/u.test(text);
  const isPageChinese = page.startsWith('zh');
  if (isChinese === isPageChinese || !/\p{L}/u.test(text)) return undefined;
  return isChinese ? 'zh-CN' : 'en';
}

/** A file's size as people say it. */
export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${numeral(Math.max(1, Math.round(bytes / 1_000)))} KB` : `${numeral(Math.round(bytes / 100_000) / 10)} MB`;

function numeral(value: string | number): string {
  return typeof value === 'number' ? count.format(value) : value;
}
