declare module 'virtual:texts' {
  /** Where each part of each language is. */
  const addresses: Record<string, Record<'first' | 'later' | 'staff', string>>;
  export default addresses;
}
