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
# What may follow an option, or a command.
_FOLLOWS = {
    "--format": "{formats}",
    "--preset": "{presets}",
    "--fail-level": "note warning error",
    "--color": "auto always never",
    "--select": "{rules}",
    "--ignore": "{rules}",
}
_FISH = """\
complete -c textcheck -n __fish_use_subcommand -a "{commands}"
complete -c textcheck -n "__fish_seen_subcommand_from explain" -xa "{rules}"
complete -c textcheck -n "__fish_seen_subcommand_from completion" -xa "{shells}"
"""
_ZSH = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
SHELLS = ("bash", "fish", "zsh")
COMMANDS = ("bench", "check", "completion", "config", "explain", "filter", "learn", "lsp", "rules", "serve", "undo")


def completion(argv: Sequence[str]) -> int:
    """Print the script for a shell; returns the exit status."""
    if len(argv) != 1 or argv[0] not in (*SHELLS, "-h", "--help"):
        raise ConfigError("completion for which shell? Wanted bash, fish or zsh")
    if argv[0] in ("-h", "--help"):
        write(
            "usage: textcheck completion bash|fish|zsh\n\n"
            "Prints a script for the shell; put this line into ~/.bashrc, or the like with zsh into ~/.zshrc:\n\n"
            '  eval "$(textcheck completion bash)"\n\n'
            "and for fish into ~/.config/fish/config.fish:\n\n"
            "  textcheck completion fish | source\n"
        )
        return CLEAN
    from textcheck import registry
    from textcheck.cli.checking import long_options
    from textcheck.reporters.formats import FORMATS
    from textcheck.settings import PRESETS

    words = {word for rule in registry.rules() for word in (rule.code, rule.name, rule.family, rule.code[:3])}
    options = long_options()
    lists = {
        "formats": " ".join(FORMATS),
        "presets": " ".join(PRESETS),
        "rules": " ".join(sorted(words)),
        "options": " ".join(options),
        "commands": " ".join(COMMANDS),
        "shells": " ".join(SHELLS),
    }
    if argv[0] == "fish":
        write(_FISH.format(**lists) + "".join(_fish(name, *each).format(**lists) for name, each in options.items()))
    else:
        write((_ZSH if argv[0] == "zsh" else "") + _BASH.format(**lists))
    return CLEAN


def _fish(option: str, takes: str | None, purpose: str) -> str:
    """The line that makes fish complete an option, and what follows it."""
    told = " ".join(purpose.split()).replace("\\", "").replace("'", "").replace("{", "{{").replace("}", "}}")
    line = f"complete -c textcheck -l {option.removeprefix('--')} -d '{told}'"
    if option in _FOLLOWS:
        return f'{line} -xa "{_FOLLOWS[option]}"\n'
    return f"{line}\n" if takes is None else f"{line} -r -F\n" if takes in ("FILE", "GLOB") else f"{line} -x\n"
