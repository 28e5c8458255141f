/** DOMException: an error with a name of the Web platform and, for the old ones, a code. */
import { construct, defineProperty, setPrototypeOf } from "./primordials";
import { constants, domString, interfaceOf } from "./webidl";

const CODES: Record<string, number> = {
  INDEX_SIZE_ERR: 1,
  DOMSTRING_SIZE_ERR: 2,
  HIERARCHY_REQUEST_ERR: 3,
  WRONG_DOCUMENT_ERR: 4,
  INVALID_CHARACTER_ERR: 5,
  NO_DATA_ALLOWED_ERR: 6,
  NO_MODIFICATION_ALLOWED_ERR: 7,
  NOT_FOUND_ERR: 8,
  NOT_SUPPORTED_ERR: 9,
  INUSE_ATTRIBUTE_ERR: 10,
  INVALID_STATE_ERR: 11,
  SYNTAX_ERR: 12,
  INVALID_MODIFICATION_ERR: 13,
  NAMESPACE_ERR: 14,
  INVALID_ACCESS_ERR: 15,
  VALIDATION_ERR: 16,
  TYPE_MISMATCH_ERR: 17,
  SECURITY_ERR: 18,
  NETWORK_ERR: 19,
  ABORT_ERR: 20,
  URL_MISMATCH_ERR: 21,
  QUOTA_EXCEEDED_ERR: 22,
  TIMEOUT_ERR: 23,
  INVALID_NODE_TYPE_ERR: 24,
  DATA_CLONE_ERR: 25,
};

const NAMES = [
  "",
  "IndexSizeError",
  "",
  "HierarchyRequestError",
  "WrongDocumentError",
  "InvalidCharacterError",
  "",
  "NoModificationAllowedError",
  "NotFoundError",
  "NotSupportedError",
  "InUseAttributeError",
  "InvalidStateError",
  "SyntaxError",
  "InvalidModificationError",
  "NamespaceError",
  "InvalidAccessError",
  "",
  "TypeMismatchError",
  "SecurityError",
  "NetworkError",
  "AbortError",
  "URLMismatchError",
  "QuotaExceededError",
  "TimeoutError",
  "InvalidNodeTypeError",
  "DataCloneError",
];

class Stamped {
  constructor(target: object) {
    return target;
  }
}

/** Puts the slots on an object that the Error constructor made, so that it is a true error. */
class Slots extends Stamped {
  #name: string;
  #message: string;
  constructor(target: object, message: string, name: string) {
    super(target);
    this.#name = name;
    this.#message = message;
  }
  static has(target: object): boolean {
    return #name in target;
  }
  static nameOf(target: object): string {
    return (target as Slots).#name;
  }
  static messageOf(target: object): string {
    return (target as Slots).#message;
  }
}

const ErrorConstructor = Error;
const deleteMember = Reflect.deleteProperty;
const captureStack = (Error as any).captureStackTrace as (error: object, below: Function) => void;

export class DOMException {
  declare readonly stack?: string;
  constructor(message: unknown = "", name: unknown = "Error") {
    const text = domString(message);
    const named = domString(name);
    // The engine heads the stack with the message that the error was made with; the property itself
    // would stand before the interface's attribute.
    const self = construct(ErrorConstructor, [text], new.target as any) as any;
    deleteMember(self, "message");
    new Slots(self, text, named);
    captureStack(self, DOMException);
    return self;
  }
  get name(): string {
    return Slots.nameOf(this);
  }
  get message(): string {
    return Slots.messageOf(this);
  }
  get code(): number {
    const code = NAMES.indexOf(Slots.nameOf(this));
    return code > 0 ? code : 0;
  }
}
interfaceOf(DOMException, "DOMException");
constants(DOMException, CODES);
setPrototypeOf(DOMException.prototype, ErrorConstructor.prototype);
defineProperty(DOMException, "length", { value: 0, configurable: true });

export function isDOMException(value: unknown): value is DOMException {
  return typeof value === "object" && value !== null && Slots.has(value);
}

/** A DOMException, in the order in which one reads it: what kind, then why. */
export function failure(name: string, message: string): DOMException {
  return new DOMException(message, name);
}
