import { z } from 'zod';
import {
  type AuthenticationResponseJSON,
  accountStatuses,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  passwordCharsMax,
  type RegistrationResponseJSON,
  roles,
} from '../people/index.ts';
import { isoTime } from './wire.ts';

export const roleSchema = z.enum(roles);
export const rolesSchema = z.array(roleSchema).min(1).max(roles.length);
export const statusSchema = z.enum(accountStatuses);
export const languageSchema = z.enum(['ja', 'en']);
/** One line: no control characters, which PostgreSQL (NUL) and readers of lists would stumble over. */
const oneLine = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
export const nameSchema = oneLine(100);
/** At sign-in anything may be typed; it is only looked up. */
export const typedLoginSchema = oneLine(254);
/** The login is an e-mail address; full-width and capital spellings are folded when it is looked up. */
export const loginSchema = z.string().trim().max(254).pipe(z.email());
/** Longer than any password may be, so that the answer about length comes from one place. */
export const passwordSchema = z
  .string()
  .min(1)
  .max(passwordCharsMax * 8);
export const linkTokenSchema = z.string().regex(/^[\w-]{43}$/);
export const codeSchema = z.string().min(6).max(40);
export const passkeyLabelSchema = oneLine(60);

const base64Url = z.string().max(20_000);
const extensionResults = z.record(z.string(), z.unknown());

/** What `navigator.credentials.create` gave, as @simplewebauthn/browser writes it. */
export const registrationSchema = z
  .looseObject({
    id: base64Url,
    rawId: base64Url,
    type: z.literal('public-key'),
    clientExtensionResults: extensionResults,
    response: z.looseObject({
      clientDataJSON: base64Url,
      attestationObject: base64Url,
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  })
  .meta({ description: 'RegistrationResponseJSON of Web Authentication.' });
export const asRegistration = (body: z.output<typeof registrationSchema>): RegistrationResponseJSON =>
  body as unknown as RegistrationResponseJSON;

/** What `navigator.credentials.get` gave. */
export const assertionSchema = z
  .looseObject({
    id: base64Url,
    rawId: base64Url,
    type: z.literal('public-key'),
    clientExtensionResults: extensionResults,
    response: z.looseObject({ clientDataJSON: base64Url, authenticatorData: base64Url, signature: base64Url }),
  })
  .meta({ description: 'AuthenticationResponseJSON of Web Authentication.' });
export const asAssertion = (body: z.output<typeof assertionSchema>): AuthenticationResponseJSON =>
  body as unknown as AuthenticationResponseJSON;

export const creationOptionsSchema = z
  .looseObject({ challenge: z.string() })
  .meta({ description: 'PublicKeyCredentialCreationOptionsJSON of Web Authentication.' });
export const requestOptionsSchema = z
  .looseObject({ challenge: z.string() })
  .meta({ description: 'PublicKeyCredentialRequestOptionsJSON of Web Authentication.' });
type Loose = { challenge: string; [name: string]: unknown };
export const wireOptions = (options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON): Loose => ({
  ...options,
});

export const totpOfferSchema = z.object({
  secret: z.string().describe('Base32, for typing in.'),
  uri: z.string().describe('otpauth://'),
  qrSvg: z.string().describe('The same address as an SVG image.'),
});

export const sessionSchema = z.object({
  id: z.uuid(),
  createdAt: isoTime,
  lastSeenAt: isoTime,
  address: z.string(),
  browser: z.string(),
  factor: z.enum(['totp', 'passkey', 'recovery']),
  current: z.boolean(),
});
