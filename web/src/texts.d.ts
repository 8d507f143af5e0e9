declare module 'virtual:texts' {
  /** Where each part of each language is. */
  const addresses: Record<string, Record<'first' | 'rest', string>>;
  export default addresses;
}
