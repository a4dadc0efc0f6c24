import { toast } from '../site/toasts';
import type { Card } from './cards';
import { part, shape } from './shapes';
import { word } from './words';

/** A card as a definition list; a receipt with its number and secret large, to be copied, printed and kept. */
export function draw(card: Card): HTMLElement {
  return card.isReceipt ? drawReceipt(card) : drawCard(card);
}

function drawCard(card: Card): HTMLElement {
  const drawn = shape('card');
  part(drawn, 'title').textContent = card.title;
  part(drawn, 'title').hidden = card.title === '';
  list(part(drawn, 'facts'), card.facts);
  return drawn;
}

function drawReceipt(card: Card): HTMLElement {
  const drawn = shape('receipt');
  const [number, secret, ...facts] = card.facts;
  part(drawn, 'title').textContent = card.title;
  part(drawn, 'number-label').textContent = number?.label ?? '';
  part(drawn, 'number').textContent = number?.value ?? '';
  part(drawn, 'secret-label').textContent = secret?.label ?? '';
  part(drawn, 'secret').append(...halves(secret?.value ?? ''));
  list(part(drawn, 'facts'), facts);
  part(drawn, 'where').textContent = word('receipt-where', { address: trackAddress() });
  part(drawn, 'copy').addEventListener('click', () => void copy(textOf(card)).then(done => toast(word(done ? 'receipt-copied' : 'receipt-not-copied'), done ? 'green' : 'red')));
  part(drawn, 'print').addEventListener('click', () => print(drawn));
  part(drawn, 'save').addEventListener('click', () => save(textOf(card), word('receipt-file', { number: number?.value ?? '' })));
  return drawn;
}

function list(into: HTMLElement, facts: Card['facts']): void {
  into.hidden = facts.length === 0;
  for (const { label, value } of facts) {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const words = document.createElement('dd');
    term.textContent = label;
    words.textContent = value;
    row.append(term, words);
    into.append(row);
  }
}

// Read out and typed in halves; copied, it is one word.
function halves(secret: string): HTMLElement[] {
  const middle = Math.ceil(secret.length / 2);
  return [secret.slice(0, middle), secret.slice(middle)].map(half => {
    const piece = document.createElement('span');
    piece.textContent = half;
    return piece;
  });
}

const trackAddress = () => `${window.location.origin}/track`;

function textOf(card: Card): string {
  return [card.title, ...card.facts.map(fact => word('receipt-line', { label: fact.label, value: fact.value })), word('receipt-where', { address: trackAddress() })].join('\n');
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // without https there is no clipboard to write to
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}

function print(receipt: HTMLElement): void {
  receipt.classList.add('is-printed');
  document.body.classList.add('prints-one');
  window.addEventListener('afterprint', () => {
    receipt.classList.remove('is-printed');
    document.body.classList.remove('prints-one');
  }, { once: true });
  window.print();
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  // With the mark at its start, the simplest editors know that it is UTF-8.
  link.href = URL.createObjectURL(new Blob([`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
