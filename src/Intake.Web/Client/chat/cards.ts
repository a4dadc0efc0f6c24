import type { Attachment } from './wire';

/** A card as the page shows it: a title and lines. */
export interface Card {
  title: string;
  facts: readonly Fact[];
  /** Whether it is a receipt, whose first two lines are the number and the secret. */
  isReceipt: boolean;
}

export interface Fact { label: string; value: string }

interface Element { type?: unknown; id?: unknown; text?: unknown; facts?: unknown }

/** The card of an attachment; null when it is none that the page knows. Of Adaptive Cards: text blocks and sets of facts. */
export function cardOf(attachment: Attachment): Card | null {
  if (attachment.contentType !== 'application/vnd.microsoft.card.adaptive') return null;
  const body = listOf((attachment.content as { body?: unknown } | undefined)?.body) as Element[];
  const title = body.filter(element => element.type === 'TextBlock').map(element => textOf(element.text)).join(' ');
  const sets = body.filter(element => element.type === 'FactSet');
  const facts = sets.flatMap(set => listOf(set.facts)).map(fact => {
    const { title: label, value } = fact as { title?: unknown; value?: unknown };
    return { label: textOf(label), value: textOf(value) };
  });
  if (facts.length === 0 && title === '') return null;
  return { title, facts, isReceipt: facts.length >= 2 && sets.some(set => set.id === 'receipt') };
}

/**
 * What the text says beside the card: the text says everything, for channels without cards, so the lines that the card
 * shows are left out of it. What stood before them comes before the card.
 */
export function besides(text: string, card: Card): { before: string; after: string } {
  let rest = `\n${text}\n`;
  let first = -1;
  const strike = (at: number, length: number) => {
    if (at < 0) return;
    rest = rest.slice(0, at) + rest.slice(at + length);
    first = first < 0 || at < first ? at : first;
  };
  if (card.title) strike(rest.indexOf(`\n${card.title}\n`), card.title.length + 1);
  for (const { label, value } of card.facts) {
    for (let at = rest.indexOf(`\n${label}`); at >= 0; at = rest.indexOf(`\n${label}`, at + 1)) {
      const colon = /^\s*[:：]\s*/.exec(rest.slice(at + 1 + label.length))?.[0].length ?? 0;
      const end = at + 1 + label.length + colon + value.length;
      if (colon === 0 || rest.slice(end - value.length, end + 1) !== `${value}\n`) continue;
      strike(at, end - at);
      break;
    }
  }
  if (first < 0) return { before: text, after: '' };
  return { before: rest.slice(0, first).trim(), after: rest.slice(first).trim() };
}

const listOf = (value: unknown): unknown[] => Array.isArray(value) ? value.filter(one => typeof one === 'object' && one !== null) : [];

const textOf = (value: unknown): string => typeof value === 'string' ? value : '';
