#include "hidden_chars.h"

#include <catch_amalgamated.hpp>
#include <string>

using namespace hunkwise;

namespace {

std::string utf8(u32 cp) {
  std::string out;
  const auto add = [&](u32 byte) { out += static_cast<char>(static_cast<u8>(byte)); };
  if (cp < 0x80) {
    add(cp);
  } else if (cp < 0x800) {
    add(0xC0 | (cp >> 6));
    add(0x80 | (cp & 0x3F));
  } else if (cp < 0x10000) {
    add(0xE0 | (cp >> 12));
    add(0x80 | ((cp >> 6) & 0x3F));
    add(0x80 | (cp & 0x3F));
  } else {
    add(0xF0 | (cp >> 18));
    add(0x80 | ((cp >> 12) & 0x3F));
    add(0x80 | ((cp >> 6) & 0x3F));
    add(0x80 | (cp & 0x3F));
  }
  return out;
}

std::string utf8(std::initializer_list<u32> code_points) {
  std::string out;
  for (const u32 cp : code_points) out += utf8(cp);
  return out;
}

}  // namespace

TEST_CASE("every bidi control and mark is flagged wherever it stands", "[hidden_chars]") {
  for (const u32 cp :
       {0x202Au, 0x202Bu, 0x202Cu, 0x202Du, 0x202Eu, 0x2066u, 0x2067u, 0x2068u, 0x2069u, 0x200Eu, 0x200Fu, 0x061Cu}) {
    INFO(std::hex << cp);
    CHECK(is_hidden_code_point(cp));
    for (const std::string& before : {std::string(), std::string("if (admin) "), utf8({0x05D0}), utf8({0x0645})}) {
      CHECK(has_hidden_characters(before + utf8(cp) + " x"));
      CHECK(has_hidden_characters(before + utf8(cp)));
    }
  }
}

TEST_CASE("characters without width are flagged in Latin text", "[hidden_chars]") {
  for (const u32 cp : {0x200Bu, 0x200Cu, 0x200Du,  0x2060u,  0x2061u,  0x2062u,  0x2063u, 0x2064u,
                       0xFEFFu, 0x00ADu, 0x180Eu,  0x034Fu,  0x115Fu,  0x1160u,  0x3164u, 0xFFA0u,
                       0xFE0Fu, 0xFE00u, 0xE0001u, 0xE0041u, 0xE007Fu, 0xE0100u, 0x2028u, 0x2029u}) {
    INFO(std::hex << cp);
    CHECK(is_hidden_code_point(cp));
    CHECK(has_hidden_characters("user" + utf8(cp) + "Name"));
  }
}

TEST_CASE("visible characters, spaces and control characters are not hidden", "[hidden_chars]") {
  for (const u32 cp :
       {0u,      9u,      13u,     0x1Bu,   0x20u,   0x41u,   0x7Fu,   0xA0u,   0xACu,    0xAEu,   0x3000u,
        0x2007u, 0x200Au, 0x2010u, 0x2027u, 0x202Fu, 0x205Fu, 0x2070u, 0xFFFDu, 0x1F600u, 0x4E2Du, 0x10FFFFu}) {
    INFO(std::hex << cp);
    CHECK_FALSE(is_hidden_code_point(cp));
    CHECK_FALSE(has_hidden_characters("a" + utf8(cp)));
  }
}

TEST_CASE("joiners that spelling needs raise no alarm", "[hidden_chars]") {
  CHECK_FALSE(
      has_hidden_characters(utf8({0x0645, 0x06CC, 0x200C, 0x062E, 0x0648, 0x0627, 0x0647, 0x0645})));  // Persian
  CHECK_FALSE(has_hidden_characters(utf8({0x0915, 0x094D, 0x200D, 0x0937})));                          // Hindi
  CHECK_FALSE(has_hidden_characters(utf8({0x09B0, 0x200D, 0x09CD, 0x09AF})));                          // Bengali
  CHECK_FALSE(has_hidden_characters(utf8({0x0DC1, 0x0DCA, 0x200D, 0x0DBB, 0x0DD3})));                  // Sinhala
  CHECK_FALSE(has_hidden_characters(utf8({0x182E, 0x180B, 0x1820, 0x180E, 0x1820})));                  // Mongolian
}

TEST_CASE("Hebrew, Arabic, Chinese and Korean text is not flagged", "[hidden_chars]") {
  CHECK_FALSE(has_hidden_characters(utf8({0x05E9, 0x05C1, 0x05B8, 0x05DC, 0x05D5, 0x05B9, 0x05DD, 0x20, 0x05E2})));
  CHECK_FALSE(has_hidden_characters(utf8({0x0627, 0x0644, 0x0633, 0x064E, 0x0651, 0x0644, 0x0627, 0x0645})));
  CHECK_FALSE(has_hidden_characters(utf8({0x4E2D, 0x6587, 0xFF0C, 0xD55C, 0xAE00})));
  CHECK_FALSE(has_hidden_characters(utf8({0x845B, 0xE0100})));  // an ideographic variant
}

TEST_CASE("emoji are not flagged, whatever they are made of", "[hidden_chars]") {
  CHECK_FALSE(has_hidden_characters(utf8({0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467, 0x200D, 0x1F466})));  // family
  CHECK_FALSE(has_hidden_characters(utf8({0x1F3F3, 0xFE0F, 0x200D, 0x1F308})));   // rainbow flag
  CHECK_FALSE(has_hidden_characters(utf8({0x1F469, 0x1F3FD, 0x200D, 0x1F4BB})));  // with skin tone
  CHECK_FALSE(has_hidden_characters(utf8({0x2764, 0xFE0F})));
  CHECK_FALSE(has_hidden_characters(utf8({'1', 0xFE0F, 0x20E3})));
  CHECK_FALSE(has_hidden_characters(utf8({0x1F1E9, 0x1F1EA})));
}

TEST_CASE("chains of joiners, selectors and tags that spell nothing are flagged", "[hidden_chars]") {
  CHECK(has_hidden_characters(utf8({0x0645, 0x200C, 0x200C})));
  CHECK(has_hidden_characters(utf8({0x1F600, 0xFE0F, 0xFE0E})));
  CHECK(has_hidden_characters(utf8({0x1F600, 0xE0101, 0xE0102})));
  CHECK(has_hidden_characters(utf8({0x1F600, 0xE0048, 0xE0049})));
  // England's flag, spelt with the tags that can spell anything.
  CHECK(has_hidden_characters(utf8({0x1F3F4, 0xE0067, 0xE0062, 0xE0065, 0xE006E, 0xE0067, 0xE007F})));
  CHECK(has_hidden_characters(utf8({0x1F469, 0x200C, 0x1F467})));
}

TEST_CASE("a hidden character is found at every offset of a long line", "[hidden_chars]") {
  for (std::size_t at = 0; at <= 70; ++at) {
    std::string line(70, 'x');
    CHECK_FALSE(has_hidden_characters(line));
    line.insert(at, utf8(0x200B));
    CHECK(has_hidden_characters(line));
  }
}

TEST_CASE("bytes that are no UTF-8 are not hidden and hide nothing", "[hidden_chars]") {
  CHECK_FALSE(has_hidden_characters("\xE2\x80"));
  CHECK_FALSE(has_hidden_characters("\xE2\x80x\xC2"));
  CHECK_FALSE(has_hidden_characters("\xED\xA0\x80\xF4\x90\x80\x80\xC0\xAD"));
  CHECK(has_hidden_characters("\xFF\xE2\xE2\x80\x8B"));
  CHECK(has_hidden_characters("\xF0\x9F\xE2\x80\xAE"));
  CHECK_FALSE(has_hidden_characters(""));
}
