// A closed-loop client for servers on this machine: each connection sends its next request when the last is answered.
import http from 'node:http';

/** One request; answers status, headers, body and how long it took in milliseconds. */
export function send(agent, base, { method = 'GET', path, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const request = http.request(new URL(path, base), { method, agent, headers: body === undefined ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) } }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString('utf8'), ms: performance.now() - begun }));
      answer.on('error', reject);
    });
    request.setTimeout(30_000, () => request.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
    request.on('error', reject);
    request.end(body);
  });
}

/** Runs `work(agent, connection, round)` on so many connections for so long, `runs` times after a warm-up. Times are medians over the runs. */
export async function loop({ connections, seconds, runs = 3, warmup = 2, work }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let round = 0;
  const window = async length => {
    const times = [];
    let bad = 0;
    const begun = performance.now();
    await Promise.all(Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() - begun < length * 1000) {
        const { ok, ms } = await work(agent, connection, round++);
        if (ok) times.push(ms); else bad++;
      }
    }));
    const lasted = (performance.now() - begun) / 1000;
    times.sort((a, b) => a - b);
    const share = part => times.length ? times[Math.min(times.length - 1, Math.ceil(times.length * part) - 1)] : NaN;
    return { rate: times.length / lasted, p50: share(0.5), p95: share(0.95), p99: share(0.99), bad };
  };
  await window(warmup);
  const measured = [];
  for (let run = 0; run < runs; run++) measured.push(await window(seconds));
  agent.destroy();
  const median = name => measured.map(run => run[name]).sort((a, b) => a - b)[(runs - 1) >> 1];
  return { rate: median('rate'), p50: median('p50'), p95: median('p95'), p99: median('p99'), bad: measured.reduce((sum, run) => sum + run.bad, 0), rates: measured.map(run => Math.round(run.rate)) };
}

/** Cookies of a session, kept from answer to answer. */
export class Cookies {
  #kept = new Map();

  take(answer) {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      this.#kept.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  get header() {
    return [...this.#kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
