/** Throws where the zip is damaged. */
export function readZip(zip: Buffer): Map<string, Buffer>;
