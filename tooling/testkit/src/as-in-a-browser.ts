/**
 * Node.js 21 and later have a `navigator`, as browsers do, but one without the `appName` that they all have ("Netscape",
 * https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-appname). Cognito's clients take such a one for a
 * browser of the last century, and their arithmetic then takes ten times as long. To be imported before them.
 */
if (typeof navigator !== 'undefined')
  Object.defineProperty(navigator, 'appName', { value: 'Netscape', configurable: true });

export {};
