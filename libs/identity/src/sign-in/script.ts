/** The one script of the pages for signing in: it asks the browser for a passkey. Without it, or without passkeys, the forms work as they are. */
export const SCRIPT = `'use strict';
const button = document.getElementById('passkey');
const said = document.getElementById('said');

async function ask(path, body) {
  const headers = { 'content-type': 'application/json', 'accept-language': document.documentElement.lang };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

async function byPasskey() {
  const { at, to, makes } = button.dataset;
  const options = await ask(at + '/options', {});
  const credential = makes
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  location.assign((await ask(at, { ...credential.toJSON(), to })).to);
}

if (button && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
  button.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    said.textContent = '';
    byPasskey().catch((error) => {
      said.textContent = error.name === 'Error' ? error.message : said.dataset.none;
      button.disabled = false;
    });
  });
}
`;
