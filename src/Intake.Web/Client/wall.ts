// The wall board: fetches what it shows anew every few seconds, for months without a reload. What it shows stays when the
// connection is lost, with the time of which it is; it goes on by itself, and loads the page anew after an update of the program.
const everySeconds = 10;
const longestSeconds = 20;

const place = document.getElementById('board')!;
const lost = document.querySelector<HTMLElement>('.lost')!;
const address = document.body.dataset.board!;
const turnSeconds = Number(document.body.dataset.seconds);
const pause = document.querySelector<HTMLButtonElement>('[data-act="pause"]')!;
const fullScreen = document.querySelector<HTMLButtonElement>('[data-act="full-screen"]')!;
let shown = 0;
let isHeld = false;

const board = () => place.querySelector<HTMLElement>('.board')!;
const panels = () => [...place.querySelectorAll<HTMLElement>('.panel')];

async function fetchBoard(): Promise<void> {
  const answer = await fetch(address, { cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(longestSeconds * 1000) });
  // The key was taken back, or the program was replaced: the page itself says what is to be done.
  if (answer.status === 403) return location.reload();
  if (!answer.ok) throw new Error(`answered with ${answer.status}`);
  const part = document.createElement('template');
  part.innerHTML = await answer.text();
  const next = part.content.querySelector<HTMLElement>('.board');
  if (!next) throw new Error('no board in the answer');
  if (next.dataset.version !== board().dataset.version) return location.reload();
  place.replaceChildren(next);
  show();
}

async function keepFetching(): Promise<void> {
  for (;;) {
    await new Promise(done => setTimeout(done, everySeconds * 1000));
    try {
      await fetchBoard();
      tell('');
    } catch {
      tell(board().dataset.lost ?? '');
    }
  }
}

function tell(words: string): void {
  if (lost.textContent !== words) lost.textContent = words;
  document.body.classList.toggle('is-lost', words !== '');
}

/** One panel at a time, where the screen has no room for both. */
function show(): void {
  const all = panels();
  all.forEach((panel, i) => panel.classList.toggle('is-away', i !== shown % all.length));
  pause.hidden = all.length < 2;
}

function hold(): void {
  isHeld = !isHeld;
  const other = pause.dataset.other ?? '';
  pause.dataset.other = pause.textContent ?? '';
  pause.textContent = other;
}

pause.addEventListener('click', hold);
if (document.fullscreenEnabled) {
  fullScreen.hidden = false;
  fullScreen.addEventListener('click', () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
}

setInterval(() => {
  if (isHeld || panels().length < 2) return;
  shown++;
  show();
}, turnSeconds * 1000);

// The screen stays on, where the browser has a say in it; it lets go whenever the page is hidden.
async function stayAwake(): Promise<void> {
  if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
  await navigator.wakeLock.request('screen').catch(() => undefined); // a machine that saves its battery may refuse
}
document.addEventListener('visibilitychange', () => void stayAwake());
void stayAwake();

show();
void keepFetching();
