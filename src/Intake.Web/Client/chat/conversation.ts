import { keep, recall, type Session } from './memory';
import * as wire from './wire';
import { WireError, type Activity } from './wire';

/** How the conversation stands. When it is not open it is tried again by itself. */
export type Standing = 'connecting' | 'open' | 'offline' | 'crowded' | 'unavailable';

export interface Listener {
  /** What was said since the last time; all of it when `isHistory`. */
  heard(activities: readonly Activity[], isHistory: boolean): void;
  /** `seconds` until it is tried again, where it is. */
  stands(standing: Standing, seconds: number): void;
  /** The token is not taken any more; another conversation begins. */
  expired(): void;
}

const beat = 3_000;
const lively = 2 * 60_000;
const idle = 10 * 60_000;
const longestPause = 60_000;

// So many at once may be the first page of more.
const aPage = 50;

/** One conversation with the bot: begun or taken up again, read by asking, its token renewed in time. */
export class Conversation {
  private session: Session | undefined = recall().session;
  private watermark = '';
  private standing: Standing = 'connecting';
  private opened = false;
  private attempt = 0;
  private reading = false;
  private readAgain = false;
  private failures = 0;
  private happenedAt = Date.now();
  private timer = 0;

  constructor(private readonly locale: string, private readonly listener: Listener) {
    window.addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => this.hurry());
    window.addEventListener('pageshow', event => { if (event.persisted) this.hurry(); });
  }

  /** Whether something can be said. */
  get isOpen(): boolean { return this.opened; }

  /** Id of the last activity that someone has seen, of an earlier visit. */
  get seenBefore(): string | undefined { return this.session?.seen; }

  /** Takes up the earlier conversation, or begins one; keeps trying until it is there. */
  async open(): Promise<void> {
    const attempt = ++this.attempt;
    window.clearTimeout(this.timer);
    try {
      const begun = await this.begin(this.session);
      if (attempt !== this.attempt) return; // another attempt was made meanwhile
      this.session = begun.session;
      this.watermark = begun.watermark;
      this.opened = true;
      keep({ session: this.session });
      this.happened();
      this.listener.heard(begun.history, true);
      this.stand('open');
      this.next();
    } catch (failure) {
      if (attempt === this.attempt) this.failOpening(failure);
    }
  }

  /** Leaves the conversation and begins another. */
  restart(): Promise<void> {
    this.leave();
    this.stand('connecting');
    return this.open();
  }

  /** Says something and reads the answer. Resolves when the server keeps it. */
  async say(activity: Activity, files: readonly File[], moved: (share: number) => void, signal: AbortSignal): Promise<void> {
    const session = this.session;
    if (!session) throw new WireError(0);
    try {
      if (files.length > 0) await wire.upload(session.conversation, session.token, activity, files, moved, signal);
      else await wire.say(session.conversation, session.token, activity);
    } catch (failure) {
      if (failure instanceof WireError && failure.isForbidden && session === this.session) this.expire();
      throw failure;
    }
    this.happened();
    await this.read();
  }

  /** Reads what is new, once at a time. */
  async read(): Promise<void> {
    window.clearTimeout(this.timer);
    this.readAgain = true;
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.readAgain && this.opened && this.session) await this.readOnce(this.session);
    } finally {
      this.reading = false;
      this.next();
    }
  }

  /** Remembers up to where someone has seen it. */
  saw(id: string): void {
    if (!this.session || this.session.seen === id) return;
    this.session.seen = id;
    keep({ session: this.session });
  }

  private async begin(earlier: Session | undefined): Promise<{ session: Session; watermark: string; history: Activity[] }> {
    let session = earlier && earlier.endsAt > Date.now() ? earlier : undefined;
    if (session) {
      const all = await readAll(session);
      if (all.history.length > 0) return { session, ...all };
    }
    // Begun twice, it greets once: the server knows the repeat.
    session = sessionOf(await wire.start(session?.token ?? (await wire.pageToken()).token, this.locale));
    return { session, ...await readAll(session) };
  }

  private async readOnce(session: Session): Promise<void> {
    this.readAgain = false;
    try {
      await this.renew(session);
      const set = await wire.read(session.conversation, session.token, this.watermark);
      if (session !== this.session) return;
      this.watermark = set.watermark ?? this.watermark;
      this.readAgain ||= set.activities.length >= aPage;
      this.failures = 0;
      if (set.activities.length > 0) {
        this.happened();
        this.listener.heard(set.activities, false);
      }
      this.stand('open');
    } catch (failure) {
      if (session !== this.session) return;
      if (failure instanceof WireError && failure.isForbidden) this.expire();
      else this.fail(failure);
    }
  }

  /** Renews the token when half of its time is over. */
  private async renew(session: Session): Promise<void> {
    if (Date.now() < (session.givenAt + session.endsAt) / 2) return;
    Object.assign(session, sessionOf(await wire.refresh(session.token)));
    if (session === this.session) keep({ session });
  }

  private leave(): void {
    this.session = undefined;
    this.opened = false;
    this.failures = 0;
    keep({ session: undefined });
  }

  private expire(): void {
    this.leave();
    this.listener.expired();
    void this.open();
  }

  private failOpening(failure: unknown): void {
    if (failure instanceof WireError && failure.isForbidden && this.session) {
      // A token from before is given up for a new one; one that was given a moment ago would only be refused again.
      const isFromBefore = this.session.givenAt < Date.now() - beat;
      this.leave();
      if (isFromBefore) this.listener.expired();
    }
    const seconds = this.fail(failure);
    this.timer = window.setTimeout(() => void this.open(), seconds * 1_000);
  }

  /** Tells why nothing comes and answers when it is tried again, in seconds. */
  private fail(failure: unknown): number {
    if (!(failure instanceof WireError)) throw failure;
    this.failures++;
    const seconds = failure.after || Math.ceil(this.pause() / 1_000);
    const isBlip = this.opened && this.failures === 1 && navigator.onLine;
    if (!isBlip) this.stand(failure.status === 429 ? 'crowded' : navigator.onLine ? 'unavailable' : 'offline', seconds);
    return seconds;
  }

  private stand(standing: Standing, seconds = 0): void {
    if (standing === 'open' && this.standing === 'open') return;
    this.standing = standing;
    this.listener.stands(standing, seconds);
  }

  private happened(): void {
    this.happenedAt = Date.now();
    this.failures = 0;
  }

  /** The network or the reader is back: now rather than after the pause. */
  private hurry(): void {
    if (this.opened) void (document.hidden ? this.next() : this.read());
    else if (this.failures > 0) void this.open();
  }

  private next(): void {
    window.clearTimeout(this.timer);
    if (this.opened) this.timer = window.setTimeout(() => void this.read(), this.pause());
  }

  /**
   * Often while something goes on, seldom in the background and after a long silence, slower with every failure; a
   * little off the beat, so that many pages do not ask at once.
   */
  private pause(): number {
    const quiet = Date.now() - this.happenedAt;
    const pause = this.failures > 0 ? Math.min(longestPause, beat * 2 ** (this.failures - 1))
      : document.hidden ? longestPause
      : quiet < lively ? beat
      : quiet < idle ? 3 * beat
      : 10 * beat;
    return pause * (0.75 + Math.random() / 2);
  }
}

function sessionOf(grant: wire.Grant): Session {
  const now = Date.now();
  return { conversation: grant.conversationId, token: grant.token, givenAt: now, endsAt: now + grant.expires_in * 1_000 };
}

async function readAll(session: Session): Promise<{ watermark: string; history: Activity[] }> {
  const history: Activity[] = [];
  let watermark = '';
  for (;;) {
    const set = await wire.read(session.conversation, session.token, watermark);
    watermark = set.watermark ?? watermark;
    history.push(...set.activities);
    if (set.activities.length < aPage) return { watermark, history };
  }
}
