import type { Command } from 'commander';

export function counterCommand(_program: Command): void {}
