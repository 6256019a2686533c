"""The rules: each module turns an analysed message into hits; the engine makes findings of them."""
