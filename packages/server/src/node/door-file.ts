import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running service leaves in its data folder, readable only by its owner: where it listens, and the secret for new links. */
export interface DoorFile {
  readonly address: string;
  readonly secret: string;
  readonly pid: number;
}

const NAME = 'door.json';

export function writeDoorFile(dataDir: string, door: DoorFile): void {
  removeDoorFile(dataDir);
  writeFileSync(join(dataDir, NAME), JSON.stringify(door), { mode: 0o600, flag: 'wx' });
}

export function readDoorFile(dataDir: string): DoorFile | undefined {
  const path = join(dataDir, NAME);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DoorFile;
  } catch {
    return undefined;
  }
}

export function removeDoorFile(dataDir: string): void {
  rmSync(join(dataDir, NAME), { force: true });
}
