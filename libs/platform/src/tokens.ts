/** What is injected by token because it is an interface or plain data. */
export const EVENT_STORE = Symbol('EVENT_STORE');
export const SETTINGS = Symbol('SETTINGS');
export const STORE_INFO = Symbol('STORE_INFO');
