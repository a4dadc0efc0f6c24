import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Runs `work` while no other process holds the lock folder; the lock of a process that is gone is taken over. */
export async function holdingLock(folder, work) {
  while (!take(folder)) {
    if (ownerIsGone(folder)) rmSync(folder, { recursive: true, force: true });
    else await wait(200);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'owner'), String(process.pid));
    return true;
  } catch (failure) {
    if (failure.code === 'EEXIST') return false;
    throw failure;
  }
}

function ownerIsGone(folder) {
  let owner;
  try {
    owner = Number(readFileSync(join(folder, 'owner'), 'utf8'));
  } catch {
    return false; // taken a moment ago, its owner not yet written
  }
  if (!owner) return false;
  try {
    process.kill(owner, 0);
    return false;
  } catch (failure) {
    return failure.code === 'ESRCH';
  }
}
