//! Words that stand everywhere and say nothing.

/// They are not looked for, nor are single letters; parted by spaces, in the order of the alphabet.
pub const STOP_WORDS: &str = "а без бы в во вот все всех да для до если же за и из или их к как ко которые который ли на над не \
    нет ни но о об от по под при про с свои свой со так также то того том у уже что чтобы эта эти это этого этот";
