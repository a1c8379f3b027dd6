/** Tokens for what is injected and has no class: an interface or plain data. */
export const EVENT_STORE = Symbol('EVENT_STORE');
export const SETTINGS = Symbol('SETTINGS');
export const STORE_INFO = Symbol('STORE_INFO');
