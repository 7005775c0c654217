"""`textcheck completion SHELL`: a script that makes a shell complete commands, options, formats, presets and rules."""

from __future__ import annotations

from collections.abc import Sequence

from textcheck.cli.output import CLEAN, write
from textcheck.errors import ConfigError

_BASH = """\
_textcheck() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
  # What is behind "=" is a word of its own to bash.
  [[ "$word" == "=" ]] && word=""
  [[ "$before" == "=" ]] && before="${{COMP_WORDS[COMP_CWORD-2]}}"
  case "$before" in
    --format) COMPREPLY=($(compgen -W "{formats}" -- "$word")); return;;
    --preset) COMPREPLY=($(compgen -W "{presets}" -- "$word")); return;;
    --fail-level) COMPREPLY=($(compgen -W "note warning error" -- "$word")); return;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return;;
    --select|--ignore|explain) COMPREPLY=($(compgen -W "{rules}" -- "$word")); return;;
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "{options}" -- "$word"))
  else
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$word"))
    [[ $COMP_CWORD == 1 ]] && COMPREPLY+=($(compgen -W "{commands}" -- "$word"))
  fi
}}
complete -F _textcheck textcheck
"""
_ZSH = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
COMMANDS = ("check", "completion", "config", "explain", "learn", "lsp", "rules", "serve", "undo")


def completion(argv: Sequence[str]) -> int:
    """Print the script for a shell; returns the exit status."""
    if len(argv) != 1 or argv[0] not in ("bash", "zsh", "-h", "--help"):
        raise ConfigError("completion for which shell? Wanted bash or zsh")
    if argv[0] in ("-h", "--help"):
        write(
            "usage: textcheck completion bash|zsh\n\n"
            "Prints a script for the shell; put this line into ~/.bashrc, or the like with zsh into ~/.zshrc:\n\n"
            '  eval "$(textcheck completion bash)"\n'
        )
        return CLEAN
    from textcheck import registry
    from textcheck.cli.checking import option_names
    from textcheck.reporters.formats import FORMATS
    from textcheck.settings import PRESETS

    words = {word for rule in registry.rules() for word in (rule.code, rule.name, rule.family, rule.code[:3])}
    script = _BASH.format(
        formats=" ".join(FORMATS),
        presets=" ".join(PRESETS),
        rules=" ".join(sorted(words)),
        options=" ".join(option_names()),
        commands=" ".join(COMMANDS),
    )
    write((_ZSH if argv[0] == "zsh" else "") + script)
    return CLEAN
