/** What is used of the streams package; its own declarations want the DOM's. */
declare module "web-streams-polyfill" {
  export const ByteLengthQueuingStrategy: any;
  export const CountQueuingStrategy: any;
  export const ReadableByteStreamController: any;
  export const ReadableStream: any;
  export const ReadableStreamBYOBReader: any;
  export const ReadableStreamBYOBRequest: any;
  export const ReadableStreamDefaultController: any;
  export const ReadableStreamDefaultReader: any;
  export const TransformStream: any;
  export const TransformStreamDefaultController: any;
  export const WritableStream: any;
  export const WritableStreamDefaultController: any;
  export const WritableStreamDefaultWriter: any;
}
