import { tool } from '../../mechanism/tool.ts';

/** This server connects to the company's websites by TLS each hour and judges what they show (room `websites`). */
export const websitesLook = tool('cryptography/websites', 'WebサイトのTLSと証明書の点検', 'Check of TLS and certificates of our websites');
