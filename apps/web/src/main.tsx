import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { spoken, WordsContext, wordsOf } from './state/spoken';
import { wear } from './state/theme';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/forms.css';

const language = spoken();
document.documentElement.lang = language;
wear();
const words = await wordsOf(language);
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <WordsContext value={words}>
      <App />
    </WordsContext>
  </StrictMode>,
);
