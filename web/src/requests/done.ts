/** What was done with a request just now; its page says so until it is left. */
export type Done = 'approve' | 'deny' | 'return' | 'withdraw' | 'revoke' | 'submit' | 'keep';

/** The form leads to the page of what it sent: under this key, what that page says first. It is taken once. */
export const sentKey = ['request-sent'];
export interface Sent {
  readonly id: string;
  readonly done: Done;
}
