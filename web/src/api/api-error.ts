/** What the server refused, or that it could not be reached. The words for a person come from the dictionary by `code`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  constructor(code: string, status: number, params: ApiError['params'] = {}, message = code) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.params = params;
  }
}
