import { ask } from '../site/confirm';
import { Composer } from './composer';
import { Conversation, type Standing } from './conversation';
import { Log } from './log';
import { forget, recall } from './memory';
import { Outbox, type Message } from './outbox';
import { part } from './shapes';
import { View } from './view';
import { UnseenCount } from './window';
import type { Activity } from './wire';
import { word } from './words';

// Shorter waits need no sign: the answer is there before it could be read.
const patience = 400;
const longestWait = 15_000;

/** The conversation's parts, and what passes between them. */
export class ChatPage {
  private readonly waiting: HTMLElement;
  private readonly typing: HTMLElement;
  private readonly banner: HTMLElement;
  private readonly view: View;
  private readonly log: Log;
  private readonly conversation: Conversation;
  private readonly outbox: Outbox;
  private readonly composer: Composer;
  private readonly unseen = new UnseenCount(() => this.saw());
  private before = { top: recall().top, unsent: Outbox.left() };
  private latest: string | undefined;
  private waits: number[] = [];

  constructor(private readonly chat: HTMLElement) {
    this.waiting = part(chat, 'waiting');
    this.typing = part(chat, 'typing');
    this.banner = part(chat, 'banner');
    const log = part(chat, 'log');
    this.view = new View(log, part(chat, 'new-below'));
    this.log = new Log(log, this.view, {
      press: (title, value) => this.press(title, value),
      again: () => this.outbox.hurry(),
      change: message => this.takeBack(message),
    });
    this.conversation = new Conversation(document.documentElement.lang, {
      heard: (activities, isHistory) => isHistory ? this.takeUp(activities) : this.hear(activities),
      stands: (standing, seconds) => this.stands(standing, seconds),
      expired: () => this.expired(),
    });
    this.outbox = new Outbox(this.conversation, message => this.follow(message));
    this.composer = new Composer(chat, (text, files) => this.outbox.add({ text, files }));
  }

  /** Begins. */
  open(): void {
    part(this.chat, 'restart').addEventListener('click', () => void this.restart());
    window.addEventListener('beforeunload', event => { if (this.outbox.hasFiles) event.preventDefault(); });
    this.composer.focus();
    void this.conversation.open();
  }

  private press(title: string, value: string): void {
    this.outbox.add({ text: '', title, value });
    this.composer.focus();
  }

  private takeUp(activities: readonly Activity[]): void {
    this.waiting.hidden = true;
    const hasNew = this.log.showHistory(activities, this.conversation.seenBefore);
    const { top, unsent } = this.before;
    this.before = { top: undefined, unsent: [] };
    for (const message of unsent) if (!isThere(activities, message)) this.sendAgain(message);
    this.view.goBackTo(top, hasNew);
    this.noteLatest(activities);
  }

  private sendAgain(message: Message): void {
    if (message.hadFiles) this.composer.giveBackWithoutFiles(message.text);
    else this.outbox.take(message);
  }

  private hear(activities: readonly Activity[]): void {
    const answers = activities.filter(activity => activity.from?.role === 'bot');
    if (answers.length > 0) this.stopAwaiting();
    this.log.show(activities);
    this.unseen.add(answers.length);
    this.noteLatest(activities);
  }

  private noteLatest(activities: readonly Activity[]): void {
    this.latest = activities.at(-1)?.id ?? this.latest;
    this.saw();
  }

  private saw(): void {
    if (this.latest && !document.hidden) this.conversation.saw(this.latest);
  }

  private stands(standing: Standing, seconds: number): void {
    const words = standing === 'open' || standing === 'connecting' ? '' : word(standing, { seconds });
    this.banner.textContent = words;
    this.banner.hidden = words === '';
    if (standing === 'open') this.outbox.hurry();
  }

  private follow(message: Message): void {
    this.log.showMessage(message);
    const isOut = message.fate === 'sending' && (message.files.length === 0 || message.moved === 1);
    if (isOut) this.await();
    else if (message.fate === 'failed' || message.fate === 'refused') this.stopAwaiting();
  }

  private takeBack(message: Message): void {
    this.outbox.takeBack(message);
    this.giveBack([message]);
  }

  private expired(): void {
    this.giveBack(this.outbox.empty());
    this.log.note(word('expired'));
  }

  private giveBack(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    this.stopAwaiting();
    for (const message of messages) this.log.remove(message);
    const text = messages.map(message => message.text).filter(words => words !== '').join('\n');
    this.composer.giveBack(text, messages.flatMap(message => message.files));
  }

  private async restart(): Promise<void> {
    if (!await ask(word('restart-ask'), word('restart-yes'))) return;
    this.outbox.empty();
    this.stopAwaiting();
    forget();
    this.log.clear();
    this.waiting.hidden = false;
    this.composer.clear();
    await this.conversation.restart();
  }

  private await(): void {
    this.stopAwaiting();
    this.waits = [
      window.setTimeout(() => {
        this.typing.hidden = false;
        this.view.follow(this.typing, false);
      }, patience),
      window.setTimeout(() => this.stopAwaiting(), longestWait),
    ];
  }

  private stopAwaiting(): void {
    this.waits.forEach(wait => window.clearTimeout(wait));
    this.typing.hidden = true;
  }
}

function isThere(activities: readonly Activity[], message: Message): boolean {
  return activities.some(activity => activity.channelData?.clientActivityID === message.key);
}
