import { statfs } from 'node:fs/promises';
import type { Issue } from '@cebao/engine';

/** Below so many bytes a service should take no more work: what is written now must still fit, and the next backup too. */
export const LOW_DISK_BYTES = 500 * 1024 * 1024;

/** Bytes that the owner of this process may still write at a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** An issue when there is too little space left at a folder. */
export async function diskIssues(folder: string, least: number): Promise<readonly Issue[]> {
  return (await freeBytes(folder)) < least ? [{ code: 'diskSpaceLow', path: '', params: {} }] : [];
}
