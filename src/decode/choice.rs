//! Fields that hold one of a few words.

/// One word a field may hold.
#[derive(Debug)]
pub struct Choice {
    /// The word as it is written.
    pub name: &'static str,
    /// What it means; the first character is a space that doc comments leave.
    pub about: &'static str,
}

/// Declares an enum whose variants are the words of a field.
macro_rules! choice {
    (
        $(#[doc = $about:literal])+
        pub enum $Name:ident {
            $($(#[doc = $variant_about:literal])+ $Variant:ident = $word:literal,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $($(#[doc = $variant_about])+ $Variant,)+
        }

        impl $Name {
            /// The words, in the order in which people think of them.
            pub const CHOICES: &'static [$crate::decode::Choice] =
                &[$($crate::decode::Choice { name: $word, about: concat!($($variant_about),+) }),+];

            /// The word as it is written.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$Variant => $word,)+
                }
            }

            /// The meaning of `word`.
            #[must_use]
            pub fn from_name(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$Variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl<'s> $crate::decode::FromToml<'s> for $Name {
            const SHAPE: $crate::decode::Shape = $crate::decode::Shape::Choice(Self::CHOICES);

            fn from_toml(
                value: $crate::decode::TomlValue<'s>,
                decoder: &mut $crate::decode::Decoder<'s>,
            ) -> Option<Self> {
                let (word, at) = decoder.text(value, &Self::SHAPE)?;
                let found = Self::from_name(&word);
                if found.is_none() {
                    decoder.bad_value(at, &word, $crate::decode::BadValue::NotAChoice(Self::CHOICES));
                }
                found
            }
        }
    };
}

pub(crate) use choice;
