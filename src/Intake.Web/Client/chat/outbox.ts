import type { Conversation } from './conversation';
import { keep, recall, type KeptMessage } from './memory';
import { WireError, type Activity } from './wire';

/**
 * What became of a message: it waits its turn, is under way, is kept by the server, could not be sent for now (and is
 * sent again by itself), or was not taken and has to be changed.
 */
export type Fate = 'waiting' | 'sending' | 'sent' | 'failed' | 'refused';

/** Something that the person said and the server does not show yet. */
export interface Message extends KeptMessage {
  readonly files: readonly File[];
  fate: Fate;
  /** The share (0 to 1) of files that have left. */
  moved: number;
  /** HTTP status of the last failure; 0 when nobody answered. */
  status: number;
  /** Until when the server asks to wait, in milliseconds; 0 when it does not. */
  until: number;
}

const firstPause = 3_000;
const longestPause = 60_000;

/** Sends one message after the other, in their order; the same message again keeps its key, so that it is handled once. */
export class Outbox {
  private readonly queue: Message[] = [];
  private underWay: AbortController | null = null;
  private attempts = 0;
  private timer = 0;

  constructor(private readonly conversation: Conversation, private readonly changed: (message: Message) => void) {
    window.addEventListener('online', () => this.hurry());
  }

  /** Whether anything has still to be sent. */
  get isEmpty(): boolean { return this.queue.length === 0; }

  /** Whether files have still to be sent: they would be lost with the page. */
  get hasFiles(): boolean { return this.queue.some(message => message.files.length > 0); }

  /** Messages that a reload interrupted; their files are lost. */
  static left(): Message[] {
    return (recall().unsent ?? []).map(message => ({ ...message, files: [], fate: 'failed', moved: 0, status: 0, until: 0 }));
  }

  /** Takes a message and sends it when it is its turn. */
  add(said: { text: string; value?: string; title?: string; files?: readonly File[] }): Message {
    const message: Message = { key: newKey(), at: Date.now(), fate: 'waiting', moved: 0, status: 0, until: 0, ...said, files: said.files ?? [] };
    return this.take(message);
  }

  /** Takes a message of before, with its key. */
  take(message: Message): Message {
    this.queue.push(message);
    this.remember();
    this.changed(message);
    void this.send();
    return message;
  }

  /** Sends what waits, now. */
  hurry(): void {
    window.clearTimeout(this.timer);
    void this.send();
  }

  /** Takes a message out, so that it can be changed. One under way is stopped. */
  takeBack(message: Message): void {
    const at = this.queue.indexOf(message);
    if (at >= 0) this.queue.splice(at, 1);
    if (at === 0) this.underWay?.abort();
    this.remember();
    this.hurry();
  }

  /** Takes everything out. */
  empty(): Message[] {
    const left = this.queue.splice(0);
    window.clearTimeout(this.timer);
    this.underWay?.abort();
    this.attempts = 0;
    this.remember();
    return left;
  }

  private async send(): Promise<void> {
    if (this.underWay) return;
    window.clearTimeout(this.timer);
    for (let message = this.queue[0]; message && this.conversation.isOpen; message = this.queue[0]) {
      if (!await this.sendOne(message)) return;
    }
  }

  /** Answers whether the next one may follow. */
  private async sendOne(message: Message): Promise<boolean> {
    this.underWay = new AbortController();
    this.turn(message, 'sending');
    try {
      await this.conversation.say(activityOf(message), message.files, share => this.move(message, share), this.underWay.signal);
      this.attempts = 0;
      this.leave(message, 'sent');
      return true;
    } catch (failure) {
      if (!(failure instanceof WireError)) throw failure;
      return this.settle(message, failure);
    } finally {
      this.underWay = null;
    }
  }

  private settle(message: Message, failure: WireError): boolean {
    if (this.queue[0] !== message) return true; // taken back meanwhile
    message.status = failure.status;
    if (!failure.mayPass) {
      this.leave(message, 'refused');
      return true;
    }
    const pause = failure.after * 1_000 || Math.min(longestPause, firstPause * 2 ** this.attempts++);
    message.until = failure.status === 429 ? Date.now() + pause : 0;
    this.turn(message, 'failed');
    this.timer = window.setTimeout(() => void this.send(), pause);
    return false;
  }

  private move(message: Message, share: number): void {
    message.moved = share;
    this.changed(message);
  }

  private turn(message: Message, fate: Fate): void {
    message.fate = fate;
    if (fate === 'sending') message.moved = 0;
    this.changed(message);
  }

  private leave(message: Message, fate: 'sent' | 'refused'): void {
    const at = this.queue.indexOf(message);
    if (at >= 0) this.queue.splice(at, 1);
    this.remember();
    this.turn(message, fate);
  }

  private remember(): void {
    const unsent = this.queue.map(({ key, text, value, title, at, files }) =>
      ({ key, text, at, ...(value && { value }), ...(title && { title }), ...(files.length > 0 && { hadFiles: true }) }));
    keep({ unsent: unsent.length === 0 ? undefined : unsent });
  }
}

function activityOf(message: Message): Activity {
  const { key, text, value, title } = message;
  return {
    type: 'message',
    from: { role: 'user' },
    ...(text && { text }),
    ...(value && { value }),
    channelData: { clientActivityID: key, ...(title && { title }) },
  };
}

// randomUUID is only there under https.
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
