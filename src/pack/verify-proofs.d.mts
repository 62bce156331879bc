export function canonical(value: unknown): string;
