/** Names what is damaged; throws where nothing can be read. */
export function readZip(zip: Buffer, damaged?: string[]): Map<string, Buffer>;
