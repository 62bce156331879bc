import type { SoftwareControlFact } from '../../../facts/software-control.ts';

/** A device on which all is permitted and nothing forbidden ever ran; a test changes what it is about. */
export const orderlyBody: SoftwareControlFact = {
  rules: 'r',
  forbidden: [],
  forbiddenCount: 0,
  unlisted: [],
  unlistedCount: 0,
  asked: [],
  askedCount: 0,
  unclear: [],
  unclearCount: 0,
  traces: [],
  tracesRead: true,
  developmentTools: [],
  developmentToolsCount: 0,
};
