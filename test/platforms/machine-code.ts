import { closeSync, openSync, readSync } from 'node:fs';

const HEADER_BYTES = 20;
const MACH_O_64 = 0xfeedfacf;
const ELF = 0x464c457f;

const CPU: Readonly<Record<number, string>> = { 16777223: 'x64', 16777228: 'arm64' };
const ELF_MACHINE: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' };

/**
 * What a program or a library was compiled for, in Node's words (`darwin-arm64`), by its header: Mach-O's
 * (`mach-o/loader.h`) or ELF's (elf(5)), both little-endian.
 */
export const compiledFor = (file: string): string => {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  const magic = header.readUInt32LE(0);
  if (magic === MACH_O_64) return `darwin-${CPU[header.readUInt32LE(4)]}`;
  if (magic === ELF) return `linux-${ELF_MACHINE[header.readUInt16LE(18)]}`;
  return `no program: ${header.toString('hex')}`;
};
