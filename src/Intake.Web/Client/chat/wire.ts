// The little of Direct Line 3.0 that the page speaks. Names of members are the protocol's.

export interface Activity {
  type?: string;
  id?: string;
  timestamp?: string;
  from?: { role?: string };
  text?: string;
  value?: unknown;
  attachments?: Attachment[];
  suggestedActions?: { actions?: CardAction[] };
  channelData?: { clientActivityID?: string; title?: string };
}

export interface Attachment { contentType?: string; name?: string; content?: unknown }

export interface CardAction { title?: string; value?: unknown }

export interface Grant { conversationId: string; token: string; expires_in: number }

export interface ActivitySet { activities: Activity[]; watermark?: string }

/** The server's refusal, or (status 0) that it cannot be reached. `after` is how many seconds it asks to wait; 0 when it does not. */
export class WireError extends Error {
  constructor(readonly status: number, readonly after = 0) {
    super(`Direct Line: ${status}`);
  }

  /** Whether the token is not taken (any more). */
  get isForbidden(): boolean { return this.status === 401 || this.status === 403; }

  /** Whether the same may well succeed later: nobody answered, or the fault is not the message's. */
  get mayPass(): boolean { return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500; }
}

const root = '/v3/directline';
const patience = 30_000;
const stalled = 60_000;

export const pageToken = () => call<Grant>('POST', '/tokens/page');

export const refresh = (token: string) => call<Grant>('POST', '/tokens/refresh', token);

export const start = (token: string, locale: string) => call<Grant>('POST', '/conversations', token, { locale });

export const read = (conversation: string, token: string, watermark: string) =>
  call<ActivitySet>('GET', `${pathOf(conversation)}/activities${watermark && `?watermark=${encodeURIComponent(watermark)}`}`, token);

export const say = (conversation: string, token: string, activity: Activity) =>
  call<unknown>('POST', `${pathOf(conversation)}/activities`, token, activity);

/** Sends an activity with files and tells the share (0 to 1) that has left. Aborted by the signal or when nothing moves for a minute. */
export function upload(conversation: string, token: string, activity: Activity, files: readonly File[], moved: (share: number) => void, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  for (const file of files) form.append('file', file, file.name);
  const request = new XMLHttpRequest();
  let watch = 0;
  return new Promise<void>((resolve, reject) => {
    const alive = () => {
      window.clearTimeout(watch);
      watch = window.setTimeout(() => request.abort(), stalled);
    };
    request.upload.onprogress = event => { alive(); if (event.lengthComputable) moved(event.loaded / event.total); };
    request.onload = () => request.status < 300 ? resolve() : reject(new WireError(request.status, secondsOf(request.getResponseHeader('Retry-After'))));
    request.onerror = () => reject(new WireError(0));
    request.onabort = () => reject(new WireError(0));
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', `${root}${pathOf(conversation)}/upload`);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    alive();
    request.send(form);
  }).finally(() => window.clearTimeout(watch));
}

const pathOf = (conversation: string) => `/conversations/${encodeURIComponent(conversation)}`;

async function call<T>(method: string, path: string, token?: string, body?: unknown): Promise<T> {
  const patient = new AbortController();
  const timer = window.setTimeout(() => patient.abort(), patience);
  try {
    const headers: Record<string, string> = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const answer = await fetch(root + path, { method, headers, body: body === undefined ? null : JSON.stringify(body), signal: patient.signal, cache: 'no-store' });
    if (!answer.ok) throw new WireError(answer.status, secondsOf(answer.headers.get('Retry-After')));
    return await answer.json() as T;
  } catch (failure) {
    throw failure instanceof WireError ? failure : new WireError(0);
  } finally {
    window.clearTimeout(timer);
  }
}

function secondsOf(header: string | null): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : 0;
}
